/** Adopted rather than added as an element: React must find the document as the server wrote it. */
export function adoptStyles() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none; }
    .app-bridge-has-modal, .app-bridge-has-modal body { overflow: hidden; }
    .app-bridge-modal { position: fixed; inset: 0; z-index: 500; display: grid; place-items: center; padding: 24px;
      background: rgb(0 0 0 / 60%); font: 13px/1.5 Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", sans-serif; color: #303030; }
    .app-bridge-modal__dialog { display: flex; flex-direction: column; width: min(620px, 100%); max-height: 100%; outline: none;
      overflow: hidden; background: #fff; border-radius: 16px; box-shadow: 0 20px 60px rgb(0 0 0 / 35%); }
    .app-bridge-modal[data-variant="small"] .app-bridge-modal__dialog { width: min(380px, 100%); }
    .app-bridge-modal[data-variant="large"] .app-bridge-modal__dialog { width: min(980px, 100%); }
    .app-bridge-modal[data-variant="max"] { padding: 0; }
    .app-bridge-modal[data-variant="max"] .app-bridge-modal__dialog { width: 100%; height: 100%; border-radius: 0; }
    .app-bridge-modal header { display: flex; align-items: center; gap: 8px; padding: 12px 16px; background: #f3f3f3; }
    .app-bridge-modal[data-variant="max"] header { background: #1a1a1a; color: #fff; }
    .app-bridge-modal h2 { flex: 1; min-width: 0; margin: 0; overflow-wrap: anywhere; font-size: 14px; font-weight: 650; }
    .app-bridge-modal__top { display: flex; gap: 8px; }
    .app-bridge-modal__body { flex: 1; min-height: 0; overflow: auto; }
    .app-bridge-modal__body iframe { display: block; width: 100%; height: 70vh; border: 0; }
    .app-bridge-modal[data-variant="max"] iframe { height: 100%; }
    .app-bridge-modal footer { display: flex; flex-direction: row-reverse; gap: 8px; padding: 12px 16px; border-top: 1px solid #ebebeb; }
    .app-bridge-modal footer:empty { display: none; }
    .app-bridge-modal header button, .app-bridge-modal footer button { min-height: 28px; padding: 4px 12px; border: 0;
      border-radius: 8px; background: #fff; box-shadow: inset 0 0 0 1px #d4d4d4; color: #303030; font: inherit; font-weight: 550; cursor: pointer; }
    .app-bridge-modal header > button { background: none; box-shadow: none; color: inherit; }
    .app-bridge-modal button[data-variant="primary"] { background: #303030; box-shadow: none; color: #fff; }
    .app-bridge-modal[data-variant="max"] header button[data-variant="primary"] { background: #fff; color: #1a1a1a; }
    .app-bridge-modal button[data-tone="critical"] { background: #c70a24; color: #fff; }
    .app-bridge-modal button:disabled { opacity: .5; cursor: default; }
    .app-bridge-modal button:focus-visible { outline: 2px solid #005bd3; outline-offset: 1px; }
    @media (max-width: 640px) { .app-bridge-modal { padding: 8px; place-items: end center; } }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
