"""A thumb up or down under an answer of the chat pages, and after one down why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.feedback import kept, named
from assistant.language import HANS
from ui.pages.talk import Talk, Talker, behind, said
from ui.pages.words import words


class Thumbs:
    """The row below a chat: hidden until an answer gets a thumb."""

    def __init__(self, talker: Talker) -> None:
        self._talker = talker
        with gr.Row(visible=False, elem_classes="chips", elem_id="reasons") as self.row:
            self._why = gr.Markdown(words(HANS)["why"])
            self._buttons = [(reason, gr.Button(name, size="sm")) for reason, name in named(HANS)]
        self.told = gr.Markdown("", visible=False, elem_id="thanks")

    @property
    def parts(self) -> list[Any]:
        """What has words in it."""
        return [self._why, *(button for _, button in self._buttons)]

    def in_language(self, language: str) -> list[Any]:
        """The values of `parts`."""
        return [words(language)["why"], *(name for _, name in named(language))]

    def wire(self, chatbot: gr.Chatbot, talk: gr.State) -> None:
        """Ties the thumbs and the reasons to what is kept of them."""
        outputs = [talk, self.row, self.told]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        chatbot.like(self._liked, [talk], outputs, **quiet)
        for reason, button in self._buttons:
            button.click(self._because(reason), [talk], outputs, **quiet)

    def _liked(self, talk: Talk | None, thumb: gr.LikeData, request: gr.Request) -> tuple[Any, Any, Any]:
        """A thumb on a bubble that is an answer; on a greeting it means nothing."""
        talk = talk or Talk()
        at = thumb.index if isinstance(thumb.index, int) else thumb.index[0]
        talk.rated = talk.turns.get(at, 0)
        if not talk.rated:
            return talk, gr.update(visible=False), gr.update(visible=False)
        return self._keep(talk, thumb.liked is True, "", request)

    def _because(self, reason: str) -> Callable[..., tuple[Any, Any, Any]]:
        """Says why the answer that got the last thumb did not help."""

        def said_why(talk: Talk | None, request: gr.Request) -> tuple[Any, Any, Any]:
            return self._keep(talk or Talk(), False, reason, request)

        return said_why

    def _keep(self, talk: Talk, helpful: bool, reason: str, request: gr.Request) -> tuple[Any, Any, Any]:
        asks = not helpful and not reason
        try:
            self._talker.rate(talk, helpful, kept([reason] if reason else []), behind(request))
        except Exception as error:
            return talk, gr.update(visible=asks), gr.update(value=said(error, talk.language), visible=True)
        return talk, gr.update(visible=asks), gr.update(value=words(talk.language)["thanks"], visible=True)
