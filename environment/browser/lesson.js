// A lesson: every cell runs and a video plays.
const { MINUTE, openNotebook, until, failAfter } = require('./lab.js');

async function pass(browser, folder) {
  const page = await openNotebook(browser, 'notebooks/00.ipynb');
  try {
    await runAllCells(page);
    await videoPlays(page);
  } finally {
    await page.screenshot({ path: `${folder}/lesson.png` });
  }
  return 'every cell of lesson 00 ran and a video plays';
}

// Old outputs are cleared first, so that everything seen afterwards comes from this run.
async function runAllCells(page) {
  await page.evaluate(() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs'));
  const cells = page.evaluate(() => window.jupyterapp.commands.execute('notebook:run-all-cells'));
  await Promise.race([cells, failAfter(10 * MINUTE, 'the cells did not finish within 10 minutes')]);
  const problems = await page.evaluate(() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter((cell) => cell.model.type === 'code' && cell.model.sharedModel.getSource().trim() !== '')
    .flatMap((cell, i) => {
      const errors = cell.model.outputs.toJSON().filter((output) => output.output_type === 'error');
      if (errors.length > 0) return [`code cell ${i}: ${errors[0].ename}: ${errors[0].evalue}`];
      return cell.model.executionCount === null ? [`code cell ${i} did not run`] : [];
    }));
  if (problems.length > 0) throw new Error(problems.join('; '));
}

// Playing means: pictures were decoded, it is not paused, and its time goes on (a loop may also jump back).
async function videoPlays(page) {
  const video = page.locator('.jp-OutputArea-output video').first();
  await video.waitFor({ state: 'attached', timeout: MINUTE });
  await video.scrollIntoViewIfNeeded();
  const state = () => video.evaluate((v) => ({ time: v.currentTime, paused: v.paused, width: v.videoWidth }));
  const before = await state();
  await until(page, 'the video plays', async () => {
    const now = await state();
    return now.width > 0 && !now.paused && now.time !== before.time;
  }, 10_000);
}

module.exports = { pass };
