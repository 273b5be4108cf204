// The guidance studio, as a person uses it: what is set is drawn, stopped, copied as code and found again.
const { openNotebook, kernelIsIdle, runCell, runSource, save, until, check, MINUTE } = require('./lab.js');
const { choose, control, handle, drag, changes, pictures } = require('./hands.js');
const { reach } = require('./keyboard.js');

const SET_UP = 0, STUDIO = 1;

async function pass(browser, folder) {
  const page = await openNotebook(browser, 'notebooks/studio.ipynb', { viewport: { width: 1280, height: 1500 } });
  try {
    await runCell(page, SET_UP);
    const start = Date.now();
    await runCell(page, STUDIO);
    const panel = page.locator('.ms-panel');
    await panel.locator('.ms-title').waitFor();
    const opened = Date.now() - start;
    const says = (words) => async () => (await panel.textContent()).includes(words);
    const drawn = (words) => until(page, words, says(words), 2 * MINUTE);
    const video = () => panel.locator('.ms-screen video').last().getAttribute('src');

    await drawn('guided draft as predicted');
    const seen = Date.now() - start;
    await drawn('guided (draft');
    const guided = Date.now() - start;
    await drawn('draft of');
    const draft = Date.now() - start;
    await changes(page, 'an unguided clip', video, async () => {
      await handle(panel, 'weight').focus();
      await page.keyboard.press('Home');
      await drawn('nothing is guided');
    });
    await drag(page, panel, 'weight', 1.2);
    check(Number(await readout(panel, 'weight')) === 30, 'the weight was dragged to its end');
    await changes(page, 'a guided clip', video, () => drawn('camera right'));

    const turned = Date.now();
    await point(page, panel.locator('.ms-dial svg'), [[0.1, 0.5]]);
    await until(page, 'left', says('180°, left'));
    const dial = Date.now() - turned;
    await changes(page, 'a clip to the left', video, () => drawn('camera left'));
    const change = Date.now() - turned;

    await changes(page, 'a clip with a region', video, async () => {
      await point(page, panel.locator('canvas'), [[0.1, 0.1], [0.9, 0.9]]);
      await until(page, 'a draft with a region', async () => /Drawing the guided draft/.test(await panel.textContent()));
    });
    await drawn('Drawing the guided clip: 1 of');
    await panel.locator('button', { hasText: 'Stop' }).click();
    await drawn('Stopped: the guided clip was at step');

    await byKeyboard(page, panel);
    await panel.locator('.lm-TabBar-tab', { hasText: 'Clip' }).click();
    await drag(page, panel, 'steps', 0.16); // a short one is enough here
    await drawn('as predicted after step');
    await drawn('Clip of');
    const copied = await sameClip(page, panel);
    await panel.scrollIntoViewIfNeeded();
    await panel.locator('.lm-TabBar-tab', { hasText: 'Region' }).click();
    await pictures(page, panel, `${folder}/studio`);
    await everyControl(page, panel);
    await found(page, panel, copied);
    await maskAndLine(page, panel, drawn);
    await panel.screenshot({ path: `${folder}/studio-line.png` });
    await panel.locator('button', { hasText: 'Close' }).click();
    await until(page, 'a closed panel', async () => (await panel.count()) === 0);
    check(page.complaints.length === 0, `the page complains: ${page.complaints.join('; ')}`);
    await page.close();
    return `studio: opens in ${opened} ms, first seen after ${seen} ms, drafted after ${guided} ms, beside the unguided one after ${draft} ms, of a change after ${change} ms, the dial answers in ${dial} ms; weight, direction, region, stop, code, reload, mask, line`;
  } catch (error) {
    await page.screenshot({ path: `${folder}/studio-failed.png` });
    throw error;
  }
}

// The drawn controls answer to arrow keys: the dial and back, the box and back, the tabs.
async function byKeyboard(page, panel) {
  const dial = panel.locator('.ms-dial output');
  await panel.locator('.ms-dial svg').focus();
  await changes(page, 'a direction by an arrow key', () => dial.textContent(), () => page.keyboard.press('ArrowLeft'));
  await changes(page, 'the direction from before', () => dial.textContent(), () => page.keyboard.press('ArrowRight'));
  const canvas = panel.locator('canvas');
  const drawn = () => canvas.evaluate((element) => element.toDataURL());
  await canvas.focus();
  await changes(page, 'a box by an arrow key', drawn, () => page.keyboard.press('ArrowRight'));
  await changes(page, 'the box from before', drawn, () => page.keyboard.press('ArrowLeft'));
  await panel.locator('.lm-TabBar-tab', { hasText: 'Region' }).focus();
  for (const key of ['ArrowRight', 'Enter']) await page.keyboard.press(key);
  await until(page, 'the next page of tabs', async () => !await canvas.isVisible());
  await panel.locator('.lm-TabBar-tab', { hasText: 'Region' }).click();
}

// Tab reaches every control on each page of the tabs, and Enter copies the code.
async function everyControl(page, panel) {
  for (const tab of await panel.locator('.lm-TabBar-tab').all()) {
    await tab.click();
    await reach(page, panel);
  }
  await panel.locator('.lm-TabBar-tab', { hasText: 'Region' }).click();
  const button = panel.locator('.ms-code button');
  await button.focus();
  await page.keyboard.press('Enter');
  await until(page, 'copied code', async () => /Copied|Selected/.test(await button.textContent()));
}

const readout = (panel, label) => control(panel, label).locator('.widget-readout').textContent();

// Presses at the first of these shares of an element's box, moves along the others and lets go.
async function point(page, element, shares) {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  const [first, ...others] = shares.map(([x, y]) => [box.x + box.width * x, box.y + box.height * y]);
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const [x, y] of others) await page.mouse.move(x, y, { steps: 6 });
  await page.mouse.up();
}

// The copied cell, run in the same notebook, draws what the panel has saved, byte for byte.
async function sameClip(page, panel) {
  await panel.locator('button', { hasText: 'Save' }).click();
  await until(page, 'where it was saved', async () => (await panel.textContent()).includes('Saved as'));
  await panel.locator('button', { hasText: 'Copy as code' }).click();
  const code = panel.locator('.ms-code pre');
  await until(page, 'code', async () => (await code.textContent()).includes('var clip = '));
  check(await code.isVisible(), 'the code is to be seen');
  const copied = await code.textContent();
  check(copied.includes('Region.') && copied.includes('relative') || copied.includes('adaptive'), `the region and the weight: ${copied}`);
  await runSource(page, copied);
  const same = await runSource(page, [
    'try (var files = java.nio.file.Files.list(Path.of("studio-clips"))) {',
    '    Path saved = files.filter(file -> file.toString().endsWith(".mp4")).findFirst().orElseThrow();',
    '    clip.save(Path.of("again.mp4"));',
    '    System.out.println(java.nio.file.Files.mismatch(saved, Path.of("again.mp4")));',
    '}'].join('\n'));
  check(same === '-1', `the copied cell draws another clip, from byte ${same}`);
  return copied;
}

// After a reload everything is where it was.
async function found(page, panel, copied) {
  await save(page);
  await page.reload();
  await kernelIsIdle(page);
  await until(page, 'the studio after a reload', async () => (await panel.locator('.ms-code pre').count()) === 1 && (await panel.locator('.ms-code pre').textContent()) === copied);
  check(Number(await readout(panel, 'weight')) === 30, 'the weight after a reload');
  check((await panel.textContent()).includes('180°, left'), 'the direction after a reload');
  check(await panel.locator('.ms-history img').evaluateAll((all) => all.some((one) => one.naturalWidth > 0)), 'the history after a reload');
  await until(page, 'the clip after a reload', () => panel.locator('.ms-screen video').last().evaluate((video) => video.videoWidth > 0));
}

// A painted region is drawn at once; a shape follows a line.
async function maskAndLine(page, panel, drawn) {
  const canvas = panel.locator('canvas');
  await panel.locator('.ms-tools button', { hasText: 'Paint' }).click();
  await point(page, canvas, [[0.2, 0.3], [0.8, 0.3], [0.8, 0.7]]);
  await drawn('Drawing the guided');
  check(!await panel.locator('.ms-code').isVisible(), 'the code of other settings is gone');
  await choose(panel, 'motion', { index: 5 });
  await until(page, 'no direction, which a line does not need', async () => !await panel.locator('.ms-dial').isVisible());
  await panel.locator('.ms-tools button', { hasText: 'Path' }).click();
  await point(page, canvas, [[0.3, 0.5], [0.5, 0.4], [0.7, 0.5]]);
  await drawn('shape: asked');
}

module.exports = { pass };
