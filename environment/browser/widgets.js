// The widget layer: fast drags, two panels, errors, work beside other cells, reloads, cells run again, a killed browser.
const { launch, openNotebook, kernelIsIdle, runCell, runSource, save, until, check } = require('./lab.js');

const SET_UP = 0, PANELS = 1, SEEN = 2, RELEASE = 3, OPEN = 4, THREADS = 5;

async function pass(browser, folder) {
  const page = await openNotebook(browser, 'notebooks/widgets.ipynb');
  try {
    await runCell(page, SET_UP);
    await runCell(page, PANELS);
    const panels = page.locator('.ms-panel');
    await until(page, 'two panels', async () => (await panels.count()) === 2);
    const [first, second] = [panels.nth(0), panels.nth(1)];

    await dragFast(page, first);
    const shown = Number(await first.locator('.widget-readout').first().textContent());
    check(shown === 30, `the slider was dragged to its end, but shows ${shown}`);
    await until(page, 'the callback of the last value', async () => (await first.textContent()).includes('weight is 30.0'));
    const seen = await runCell(page, SEEN);
    check(seen === 'first 30.0, second 0.0', `after a drag in the first panel: ${seen}`);

    await second.locator('button', { hasText: 'Fail' }).click();
    await until(page, 'the error in its panel', async () => (await second.textContent()).includes('IllegalStateException: as meant'));
    check(!(await first.textContent()).includes('as meant'), 'the error of one panel is in the other');
    await second.locator('button', { hasText: 'Mend' }).click();
    await until(page, 'a panel that lives on', async () => (await second.textContent()).includes('mended'));

    await second.locator('button', { hasText: 'Work' }).click();
    await until(page, 'work that has begun', async () => (await second.textContent()).includes('working'));
    check((await runCell(page, RELEASE)) === 'released', 'a cell runs while a callback works');
    await until(page, 'work that has ended', async () => (await second.textContent()).includes('worked'));

    await drawBox(page, first);
    await until(page, 'the box', async () => (await first.textContent()).includes('BOX'));
    await keyboard(page, first);
    await page.screenshot({ path: `${folder}/widgets.png` });

    await save(page);
    await page.reload();
    await kernelIsIdle(page);
    const again = page.locator('.ms-panel').first();
    await until(page, 'the panels after a reload', async () => (await page.locator('.ms-panel').count()) === 2);
    await until(page, 'the state after a reload', async () => (await again.textContent()).includes('BOX'));
    check(Number(await again.locator('.widget-readout').first().textContent()) === 29.5, 'the slider has its value after a reload');

    const open = await runCell(page, OPEN);
    for (let run = 0; run < 10; run++) await runCell(page, PANELS);
    const after = await runCell(page, OPEN);
    check(open === after, `widgets and comms before and after ten runs of a cell: ${open}; ${after}`);
    check(page.complaints.length === 0, `the page complains: ${page.complaints.join('; ')}`);
  } catch (error) {
    await page.screenshot({ path: `${folder}/widgets-failed.png` });
    throw error;
  }
  await page.close();
  return `widgets: drags, two panels, errors, work, keyboard, reload, ten runs; ${await killed()}`;
}

// Twenty fast moves to the right end and beyond.
async function dragFast(page, panel) {
  const handle = panel.locator('.noUi-handle').first();
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= 20; i++) await page.mouse.move(x + i * 15, y);
  await page.mouse.up();
}

async function drawBox(page, panel) {
  const canvas = panel.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.25);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.5, { steps: 5 });
  await page.mouse.up();
}

// An arrow key moves the slider that has the focus.
async function keyboard(page, panel) {
  const handle = panel.locator('.noUi-handle').first();
  await handle.focus();
  await page.keyboard.press('ArrowLeft');
  await until(page, 'a value by the keyboard', async () => (await panel.textContent()).includes('weight is 29.5'));
}

// A browser that dies leaves no thread of a panel behind; another one finds that out.
async function killed() {
  const dying = await launch();
  const page = await openNotebook(dying, 'notebooks/widgets.ipynb');
  await runCell(page, SET_UP);
  await runCell(page, PANELS);
  await dragFast(page, page.locator('.ms-panel').first());
  await save(page);
  await dying.close();
  const living = await launch();
  try {
    const other = await openNotebook(living, 'notebooks/widgets.ipynb');
    const threads = await runCell(other, THREADS);
    check(threads === 'threads of panels: 0', `after a browser was killed: ${threads}`);
    await runSource(other, 'first.close(); second.close();');
  } finally {
    await living.close();
  }
  return 'a killed browser leaves no thread';
}

module.exports = { pass };
