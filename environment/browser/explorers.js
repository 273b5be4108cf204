// The explorers: each is used as a person would, and what it shows must change. How fast it answers is printed.
const { openNotebook, kernelIsIdle, runCell, runSource, save, until, check, MINUTE } = require('./lab.js');
const { choose, control, tick, handle, drag, changes, timed, pictures } = require('./hands.js');
const { reach } = require('./keyboard.js');

const SET_UP = 0;
const EXPLORERS = [['pca', pca], ['channels', channels], ['denoising', denoising]];
const LONG = 4, LOOP = 5;
const NINE_RIGHT = Array(9).fill('ArrowRight');

async function pass(browser, folder) {
  const page = await openNotebook(browser, 'notebooks/explorers.ipynb');
  const said = [];
  try {
    await runCell(page, SET_UP);
    for (const [i, [name, use]] of EXPLORERS.entries()) {
      const start = Date.now();
      await runCell(page, SET_UP + 1 + i);
      const panel = page.locator('.ms-panel').nth(i);
      await panel.locator('.ms-title').waitFor();
      const opened = Date.now() - start;
      said.push(`${name} opens in ${opened} ms, answers in ${await use(page, panel, folder)} ms`);
      await pictures(page, panel, `${folder}/explorer-${name}`);
      said.push(`${await reach(page, panel)} stops of Tab`);
    }
    await interrupted(page);
    await found(page, folder);
    check(page.complaints.length === 0, `the page complains: ${page.complaints.join('; ')}`);
  } catch (error) {
    await page.screenshot({ path: `${folder}/explorers-failed.png` });
    throw error;
  }
  await page.close();
  return `explorers: ${said.join('; ')}`;
}

async function pca(page, panel) {
  const scatter = panel.locator('.ms-scatter');
  const points = () => scatter.locator('svg').first().innerHTML();
  const scores = () => panel.locator('.ms-scores').textContent();
  await panel.locator('.ms-scores').waitFor({ timeout: 2 * MINUTE });
  await changes(page, 'other points without CR', points, () => tick(panel, 'content correlation removal (CR)'));
  await changes(page, 'points as before', points, () => tick(panel, 'content correlation removal (CR)'));
  await changes(page, 'other scores for four motions', scores, () => tick(panel, 'still'));
  await changes(page, 'PC3', points, () => panel.locator('button', { hasText: 'PC1, PC3' }).click());
  await changes(page, 'PC2', points, () => panel.locator('button', { hasText: 'PC1, PC2' }).click());
  await changes(page, 'scores for five motions', scores, () => tick(panel, 'still'));
  const caption = async () => (await panel.locator('.ms-note').last().textContent()).match(/t = \d+/)[0];
  await changes(page, 'another timestep', caption, () => choose(panel, 'timestep t', '699'));
  await changes(page, 'the timestep as before', caption, () => choose(panel, 'timestep t', '399'));
  await changes(page, 'another frame', points, () => drag(page, panel, 'frame', 0.5));
  const time = await timed(page, handle(panel, 'frame'), scatter, ['Home', ...NINE_RIGHT]);
  await changes(page, 'the first frame', points, () => page.keyboard.press('Home'));
  await scatter.scrollIntoViewIfNeeded();
  const box = await scatter.boundingBox();
  const card = scatter.locator('.ms-card');
  for (let x = 0.85; x > 0.15 && !(await card.isVisible()); x -= 0.01) { // from the right to the first dot
    await page.mouse.move(box.x + box.width * x, box.y + box.height * 0.31);
    await page.waitForTimeout(40);
  }
  await until(page, 'the clip of a point', () => card.isVisible());
  await until(page, 'a clip that plays', () => card.locator('video').evaluate((video) => video.videoWidth > 0 && !video.paused));
  return time;
}

async function channels(page, panel, folder) {
  const picker = panel.locator('.ms-picker');
  const source = (locator) => () => locator.getAttribute('src');
  const map = source(picker.locator('img'));
  const alike = source(panel.locator('.widget-image').last());
  const curves = () => panel.locator('.ms-figure').innerHTML();
  await panel.locator('.ms-figure').waitFor({ timeout: 2 * MINUTE });
  await changes(page, 'another frame', map, () => drag(page, panel, 'frame', 0.6));
  const time = await timed(page, handle(panel, 'frame'), picker, ['Home', ...NINE_RIGHT]);
  await changes(page, 'channels of one axis', curves, () => choose(panel, 'strongest for', 'down against up'));
  await changes(page, 'channels of the other', curves, () => choose(panel, 'strongest for', 'right against left'));
  await changes(page, 'another clip', map, () => choose(panel, 'clip', { index: 6 }));
  await control(panel, 'clip').locator('select').focus();
  await changes(page, 'another clip by an arrow key', map, () => page.keyboard.press('ArrowDown'));
  check(await panel.locator('.ms-clips video').count() === 8, 'eight clips that answer');
  await panel.screenshot({ path: `${folder}/explorer-channels-answer.png` });
  await panel.locator('.lm-TabBar-tab', { hasText: 'Like this point' }).click();
  const box = await picker.boundingBox();
  await changes(page, 'likeness to another point', alike, () => page.mouse.click(box.x + box.width * 0.3, box.y + box.height * 0.6));
  await picker.focus();
  await changes(page, 'likeness to a point by arrow keys', alike, () => page.keyboard.press('ArrowRight'));
  await panel.screenshot({ path: `${folder}/explorer-channels-like.png` });
  await reach(page, panel);
  await panel.locator('.lm-TabBar-tab', { hasText: 'Like this point' }).focus();
  for (const key of ['ArrowRight', 'Enter']) await page.keyboard.press(key);
  await until(page, 'the next page of tabs by keyboard', () => panel.locator('button', { hasText: 'Draw both' }).isVisible());
  await choose(panel, 'switch off', 'the 16 strongest');
  await drag(page, panel, 'steps', 0.12); // a draft is enough here
  await panel.locator('button', { hasText: 'Draw both' }).click();
  await until(page, 'a clip without channels', async () => (await panel.textContent()).includes('root mean square'));
  await until(page, 'a clip that plays', () => panel.locator('.ms-screen video').evaluate((video) => video.videoWidth > 0 && !video.paused));
  return time;
}

async function denoising(page, panel) {
  const screen = panel.locator('.ms-screen');
  const clip = () => screen.locator('video').last().getAttribute('src');
  await until(page, 'a drawn clip', async () => new RegExp('step (\\d+) of \\1 ').test(await panel.textContent()), 2 * MINUTE);
  await changes(page, 'the clip of an early step', clip, () => drag(page, panel, 'step', 0.2));
  const time = await timed(page, handle(panel, 'step'), screen, NINE_RIGHT);
  await changes(page, 'the map of another frame', () => panel.locator('.widget-image').getAttribute('src'), () => drag(page, panel, 'frame', 0.7));
  await changes(page, 'another channel', () => panel.locator('.ms-figure').innerHTML(), () => choose(panel, 'channel of up1', { index: 2 }));
  return time;
}

// A cell is interrupted while a panel draws, and the kernel while no cell runs: the panel goes on, and answers.
async function interrupted(page) {
  await runCell(page, LONG);
  const panel = page.locator('.ms-panel').nth(LONG - 1);
  const step = async () => Number((await panel.textContent()).match(/Drawing the clip: (\d+) of 120/)?.[1] ?? 0);
  const further = async (words) => {
    const now = await step();
    await until(page, words, async () => (await step()) > now);
  };
  await until(page, 'a clip that is being drawn', async () => (await step()) > 0);
  const cell = runCell(page, LOOP).then(() => 'no error', String);
  await until(page, 'a cell that runs', async () => (await page.locator('.jp-OutputArea-output').allTextContents()).some((text) => text.includes('Looping')));
  await interrupt(page);
  const error = await cell;
  check(/interrupt|cancel/i.test(error), `an interrupted cell ends with: ${error}`);
  await further('work that goes on after the interrupt of a cell');
  await interrupt(page);
  await further('work that goes on after an interrupt without a cell');
  await changes(page, 'an answer after the interrupts', () => panel.locator('.ms-screen video').last().getAttribute('src'), () => drag(page, panel, 'step', 0));
  check((await runSource(page, 'System.out.println("alive");')) === 'alive', 'a cell after the interrupts');
}

const interrupt = (page) => page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.interrupt());

// Work is stopped in its midst, in the panel that draws and in one that looks at clips; a reloaded page finds all as it was.
async function found(page, folder) {
  const drawing = page.locator('.ms-panel').nth(LONG - 1);
  check(/Drawing the clip: \d+ of 120/.test(await drawing.textContent()), 'the clip is still being drawn');
  await drawing.locator('button', { hasText: 'Stop' }).click();
  await until(page, 'stopped work', async () => (await drawing.textContent()).includes('Stopped: the steps that were done are kept.'));
  const looking = page.locator('.ms-panel').nth(1);
  await choose(looking, 'timestep t', '899');
  await looking.locator('button:visible', { hasText: 'Stop' }).click();
  await until(page, 'a stopped look', async () => /Looking at clips was stopped after \d+ of \d+/.test(await looking.textContent()));
  await until(page, 'the timestep that is shown', async () => (await control(looking, 'timestep t').locator('select').inputValue()) === '399');
  await pointed(page);
  const before = await states(page);
  check(before.every((panel) => panel.pictures > 0), `pictures before a reload: ${JSON.stringify(before)}`);
  await save(page);
  await page.reload();
  await kernelIsIdle(page);
  const same = async () => JSON.stringify(await states(page)) === JSON.stringify(before);
  await until(page, 'all as it was', same).catch(async (error) => {
    throw new Error(`${error}: ${JSON.stringify(before)} became ${JSON.stringify(await states(page))}`);
  });
  await page.locator('.ms-panel').nth(1).screenshot({ path: `${folder}/explorers-reloaded.png` });
}

// By keyboard: a clip of the scatter, which stays where the page is left.
async function pointed(page) {
  const scatter = page.locator('.ms-scatter');
  await scatter.focus();
  await page.keyboard.press('ArrowRight');
  const card = scatter.locator('.ms-card');
  await until(page, 'a clip by arrow keys', () => card.isVisible());
  await until(page, 'a clip that is loaded', () => card.locator('video').evaluate((video) => video.videoWidth > 0));
}

// What each panel's controls say, and how many pictures and clips are there.
const states = (page) => page.locator('.ms-panel').evaluateAll((panels) => panels.map((panel) => ({
  sliders: [...panel.querySelectorAll('.widget-readout')].map((one) => one.textContent),
  choices: [...panel.querySelectorAll('select')].map((one) => one.selectedOptions[0]?.textContent),
  ticks: [...panel.querySelectorAll('input[type=checkbox]')].map((one) => one.checked),
  words: panel.querySelector('.ms-card:not([hidden]) figcaption')?.textContent,
  pictures: [...panel.querySelectorAll('img')].filter((one) => one.naturalWidth > 0).length
    + [...panel.querySelectorAll('video')].filter((one) => one.videoWidth > 0).length + panel.querySelectorAll('.ms-figure, .ms-scatter circle').length,
})));

module.exports = { pass };
