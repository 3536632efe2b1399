// A thumb up or down under a finished answer, and after one down why. One small row; nothing of it is needed to go on.
const thumbs = (() => {
  let asked = null;  // the reasons are fetched once, when somebody wants them

  function reasons(language) {
    asked ||= fetch(`/api/feedback/reasons?language=${language}`).then(reply => reply.json()).then(told => told.reasons);
    return asked.catch(() => { asked = null; return []; });
  }

  function made(name, text, className) {
    const one = document.createElement(name);
    if (text) one.textContent = text;
    if (className) one.className = className;
    return one;
  }

  function button(text, name, act) {
    const one = made('button', text);
    one.type = 'button';
    one.setAttribute('aria-label', name);
    one.title = name;
    one.addEventListener('click', act);
    return one;
  }

  function thumbs(reply, language) {
    const words = WORDS[language], row = made('div', '', 'thumbs'), told = made('span', '', 'told');
    row.setAttribute('role', 'group');
    row.setAttribute('aria-label', words.thumbs);
    told.setAttribute('role', 'status');
    const up = button(words.up, words.up, () => choose(true)), down = button(words.down, words.down, () => choose(false));
    row.append(up, down, told);

    async function send(helpful, chosen = []) {
      try {
        const response = await fetch('/api/feedback', {
          method: 'POST',
          headers: {'Content-Type': 'application/json'},
          body: JSON.stringify({conversation_id: reply.conversation_id, turn: reply.turn, helpful, reasons: chosen}),
        });
        if (!response.ok) throw new Error(response.status);
        told.textContent = words.thanks;
      } catch {
        told.textContent = words.unsent;
      }
    }

    async function choose(helpful) {
      up.setAttribute('aria-pressed', helpful);
      down.setAttribute('aria-pressed', !helpful);
      row.querySelector('fieldset')?.remove();
      await send(helpful);  // the thumb counts, whether or not a reason follows
      if (!helpful) ask(await reasons(language));
    }

    function ask(offered) {
      if (!offered.length) return;
      const why = made('fieldset');
      why.append(made('legend', words.why_any));
      for (const {id, name} of offered) {
        const label = made('label'), box = made('input');
        box.type = 'checkbox';
        box.value = id;
        label.append(box, ` ${name}`);
        why.append(label);
      }
      why.append(button(words.submit, words.submit, async () => {
        await send(false, [...why.querySelectorAll('input:checked')].map(box => box.value));
        why.remove();
        down.focus();
      }));
      row.append(why);
      why.querySelector('input').focus();
      why.scrollIntoView({block: 'nearest'});
    }
    return row;
  }

  return thumbs;
})();
