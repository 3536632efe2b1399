// Puts a button on a page of the mall; it opens the shopper's chat in a frame of our own origin, so that
// neither page can read or style the other. <script src="https://…/widget.js" data-language="zh-Hans" async></script>
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const language = script.dataset.language || document.documentElement.lang || '';
  const names = /* words */;
  const words = names[/^en/i.test(language) ? 'en' : /hant|tw|hk|mo/i.test(language) ? 'zh-Hant' : 'zh-Hans'];
  const label = script.dataset.label || words[0];
  const color = CSS.supports('color', script.dataset.color || '') ? script.dataset.color : '#1f6f5c';

  const host = document.createElement('div');
  const root = host.attachShadow({mode: 'closed'});
  root.innerHTML = `<style>
    :host { all: initial; position: fixed; right: 16px; bottom: 16px; z-index: 2147483000; }
    button { font: 600 15px/1 system-ui, sans-serif; color: #fff; background: var(--color); border: 0; border-radius: 999px;
      padding: 14px 20px; min-height: 44px; box-shadow: 0 4px 16px #0004; cursor: pointer; }
    button:focus-visible { outline: 3px solid #fff; outline-offset: -6px; }
    iframe { display: none; border: 0; border-radius: 14px; box-shadow: 0 8px 32px #0005; background: #fff;
      position: fixed; right: 16px; bottom: 76px; width: min(390px, calc(100vw - 32px)); height: min(620px, calc(100vh - 100px)); }
    .open iframe { display: block; }
    @media (max-width: 480px) {
      iframe { inset: 0; width: 100vw; height: 100vh; height: 100dvh; border-radius: 0; }
      .open button { display: none; }
    }
  </style><div><button type="button" aria-expanded="false"></button></div>`;
  const box = root.querySelector('div'), button = root.querySelector('button');
  box.style.setProperty('--color', color);
  button.textContent = label;
  let frame;

  function show(open) {
    if (open && !frame) {
      frame = document.createElement('iframe');
      frame.title = label;
      frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox');
      frame.src = `${home}/widget?language=${encodeURIComponent(language)}`;
      box.append(frame);
    }
    box.classList.toggle('open', open);
    button.setAttribute('aria-expanded', String(open));
    button.textContent = open ? words[1] : label;
    if (open) frame.focus(); else button.focus();
  }

  button.addEventListener('click', () => show(!box.classList.contains('open')));
  addEventListener('message', event => {
    if (frame && event.source === frame.contentWindow && event.origin === home && event.data === 'atrium:close') show(false);
  });
  const place = () => document.body.append(host);
  if (document.body) place(); else addEventListener('DOMContentLoaded', place);
})();
