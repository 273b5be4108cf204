// The explorers: each is used as a person would, and what it shows must change. How fast it answers is printed.
const { MINUTE, openNotebook, runCell, until, check } = require('./lab.js');
const { choose, tick, handle, drag, changes, timed, pictures } = require('./hands.js');

const SET_UP = 0;
const EXPLORERS = [['pca', pca], ['channels', channels], ['denoising', denoising]];
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
    }
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
  check(await panel.locator('.ms-clips video').count() === 8, 'eight clips that answer');
  await panel.screenshot({ path: `${folder}/explorer-channels-answer.png` });
  await panel.locator('.lm-TabBar-tab', { hasText: 'Like this point' }).click();
  const box = await picker.boundingBox();
  await changes(page, 'likeness to another point', alike, () => page.mouse.click(box.x + box.width * 0.3, box.y + box.height * 0.6));
  await panel.screenshot({ path: `${folder}/explorer-channels-like.png` });
  await panel.locator('.lm-TabBar-tab', { hasText: 'Switch off' }).click();
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
  await until(page, 'a drawn clip', async () => new RegExp('step (\\d+) of \\1 ').test(await panel.textContent()));
  await changes(page, 'the clip of an early step', clip, () => drag(page, panel, 'step', 0.2));
  const time = await timed(page, handle(panel, 'step'), screen, NINE_RIGHT);
  await changes(page, 'the map of another frame', () => panel.locator('.widget-image').getAttribute('src'), () => drag(page, panel, 'frame', 0.7));
  await changes(page, 'another channel', () => panel.locator('.ms-figure').innerHTML(), () => choose(panel, 'channel of up1', { index: 2 }));
  return time;
}

module.exports = { pass };
