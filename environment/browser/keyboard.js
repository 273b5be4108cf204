// Panels without a pointer: every control must be reached with Tab, and be seen to have the focus.
const { check } = require('./lab.js');

const MOST = 120; // presses

// Walks with Tab through a panel and compares what had the focus with all that a pointer could use.
async function reach(page, panel) {
  await panel.evaluate((root) => { root.tabIndex = -1; root.focus(); });
  const seen = [];
  for (let i = 0; i < MOST; i++) {
    await page.keyboard.press('Tab');
    const where = await panel.evaluate(focused);
    if (where === null || where.again) break;
    if (!where.same) seen.push(where);
  }
  const missed = await panel.evaluate(unreached);
  const unseen = seen.filter(({ ring }) => !ring).map(({ name }) => name);
  check(missed.length + unseen.length === 0, `not reached with Tab: ${missed.join(', ') || 'none'}; the focus is not seen on: ${unseen.join(', ') || 'none'}`);
  await panel.evaluate((root) => {
    root.removeAttribute('tabindex');
    root.querySelectorAll('[data-walked]').forEach((element) => delete element.dataset.walked);
    document.activeElement.blur();
  });
  return seen.length;
}

// What has the focus, marked as walked over; null outside of the panel.
function focused(root) {
  const element = document.activeElement;
  if (element === root || !root.contains(element)) return null;
  const same = element.dataset.walked === 'last'; // a video's own controls are within it
  const again = element.dataset.walked === '';
  root.querySelectorAll('[data-walked=last]').forEach((one) => { one.dataset.walked = ''; });
  element.dataset.walked = 'last';
  const style = getComputedStyle(element);
  const name = `${element.nodeName.toLowerCase()}.${element.getAttribute('class') ?? ''} '${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 30)}'`;
  return { name, same, again, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 };
}

// Controls that are to be seen, can be used and were not walked over. Of tabs any stands for all: arrow keys go on.
function unreached(root) {
  const controls = 'button, input, select, textarea, a[href], canvas, [role=slider], [role=application], .noUi-handle, .ms-dial svg, .ms-picker, .ms-scatter, .ms-code pre, .lm-TabBar, .ms-screen video';
  return [...root.querySelectorAll(controls)]
    .filter((element) => element.checkVisibility() && element.getClientRects().length > 0 && !element.disabled && element.type !== 'hidden')
    .filter((element) => element.style.visibility !== 'hidden' && !element.matches('[data-walked], .lm-TabBar:has([data-walked])'))
    .map((element) => `${element.nodeName.toLowerCase()}.${element.getAttribute('class') ?? ''} '${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 30)}'`);
}

module.exports = { reach };
