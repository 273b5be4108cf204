// Hands for panels: find a control by its words, move it, and time what answers.
const { MINUTE, failAfter, until } = require('./lab.js');

// The control of a panel that has this label.
const control = (panel, label) => panel.locator('.widget-inline-hbox', { has: panel.page().locator(`.widget-label:text-is("${label}")`) });

const tick = (panel, label) => panel.locator('.widget-checkbox', { hasText: label }).locator('input').click();

const handle = (panel, label) => control(panel, label).locator('.noUi-handle');

// Drags a slider to a share of its way.
async function drag(page, panel, label, share) {
  const slider = control(panel, label);
  await slider.scrollIntoViewIfNeeded();
  const from = await slider.locator('.noUi-handle').boundingBox();
  const way = await slider.locator('.noUi-base').boundingBox();
  const y = from.y + from.height / 2;
  await page.mouse.move(from.x + from.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(way.x + way.width * share, y, { steps: 8 });
  await page.mouse.up();
}

// Chooses from a list that unfolds.
const choose = (panel, label, option) => control(panel, label).locator('select').selectOption(option);

// What `probe` gives must become another thing after `act`.
async function changes(page, words, probe, act) {
  const before = await probe();
  await act();
  await until(page, words, async () => (await probe()) !== before);
}

// Milliseconds from a key to the picture that answers it, in the page's own clock; the median of some moves.
async function timed(page, slider, picture, keys) {
  await slider.focus();
  const times = [];
  for (const key of keys) {
    await picture.evaluate((element) => {
      window.answered = new Promise((resolve) => {
        let start = null;
        const LOADED = ['load', 'loadeddata'];
        addEventListener('keydown', () => { start = performance.now(); }, { capture: true, once: true });
        const answer = () => {
          if (start === null) return; // a late answer to an earlier move: this one's is still to come
          for (const loaded of LOADED) element.removeEventListener(loaded, answer, true);
          observer.disconnect();
          requestAnimationFrame(() => resolve(performance.now() - start));
        };
        const observer = new MutationObserver((all) => {
          if (all.some((one) => [...one.addedNodes].some((node) => node.nodeName.toLowerCase() === 'svg'))) answer();
        });
        for (const loaded of LOADED) element.addEventListener(loaded, answer, true);
        observer.observe(element, { childList: true, subtree: true });
      });
    });
    await page.keyboard.press(key);
    times.push(await Promise.race([page.evaluate(() => window.answered), failAfter(MINUTE, `${key} was not answered within a minute`)]));
    await page.waitForTimeout(100); // the next move is one of its own
  }
  return Math.round(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]);
}

// As it is, in the dark theme, and at 125 % on a page as wide as before.
async function pictures(page, panel, file) {
  await theme(page, 'JupyterLab Light');
  await panel.screenshot({ path: `${file}.png` });
  await theme(page, 'JupyterLab Dark');
  await panel.screenshot({ path: `${file}-dark.png` });
  await theme(page, 'JupyterLab Light');
  const size = page.viewportSize();
  await page.setViewportSize({ width: Math.round(size.width / 1.25), height: 2 * size.height });
  await panel.screenshot({ path: `${file}-narrow.png` });
  await page.setViewportSize(size);
}

async function theme(page, name) {
  await page.evaluate((wanted) => window.jupyterapp.commands.execute('apputils:change-theme', { theme: wanted }), name);
  await until(page, name, () => page.evaluate((dark) => document.body.dataset.jpThemeLight === String(!dark), name.includes('Dark')));
  await page.waitForSelector('#jupyterlab-splash', { state: 'detached' }); // it fades
}

module.exports = { control, choose, tick, handle, drag, changes, timed, pictures };
