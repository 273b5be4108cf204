// JupyterLab in a browser, for the passes: open a notebook, run cells, read outputs.
// LAB_URL, LAB_TOKEN (from with_lab.py) and CHROME come by environment.
const { chromium } = require('playwright-core');

const { LAB_URL, LAB_TOKEN, CHROME } = process.env;
const MINUTE = 60_000;

// The browser must not look for updates: a test machine may have no network.
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

const launch = () => chromium.launch({ executablePath: CHROME, headless: true, args: FLAGS });

// Opens a notebook and waits for its kernel. `options` are those of a page; complaints of the page are in page.complaints.
async function openNotebook(browser, notebook, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1400 }, ...options });
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && /widget|ESM|anywidget|not found in module/i.test(message.text())) page.complaints.push(message.text());
  });
  await page.goto(`${LAB_URL}${notebook}?token=${LAB_TOKEN}&reset`);
  await kernelIsIdle(page);
  return page;
}

async function kernelIsIdle(page) {
  await page.waitForSelector('.jp-Notebook .jp-Cell', { timeout: 2 * MINUTE });
  await page.waitForFunction(
    () => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle',
    null, { timeout: 2 * MINUTE });
}

// Runs one cell and gives what it printed; an error is an error here.
async function runCell(page, index) {
  const outputs = await Promise.race([
    page.evaluate(async (i) => {
      const notebook = window.jupyterapp.shell.currentWidget.content;
      notebook.activeCellIndex = i;
      await window.jupyterapp.commands.execute('notebook:run-cell');
      return notebook.widgets[i].model.outputs.toJSON();
    }, index),
    failAfter(5 * MINUTE, `cell ${index} did not finish within 5 minutes`),
  ]);
  const failed = outputs.find((output) => output.output_type === 'error');
  if (failed) throw new Error(`cell ${index}: ${failed.ename}: ${failed.evalue}`);
  return outputs.filter((output) => output.name === 'stdout').map((output) => output.text).join('').trim();
}

// A new cell at the notebook's end with this source, run; gives what it printed.
async function runSource(page, source) {
  const index = await page.evaluate(async (text) => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = notebook.widgets.length - 1;
    await window.jupyterapp.commands.execute('notebook:insert-cell-below');
    notebook.activeCell.model.sharedModel.setSource(text);
    return notebook.activeCellIndex;
  }, source);
  return runCell(page, index);
}

async function save(page) {
  await page.evaluate(() => window.jupyterapp.commands.execute('docmanager:save'));
}

// Polls until `probe` gives something true, and gives that.
async function until(page, words, probe, limit = MINUTE) {
  for (let waited = 0; ; waited += 50) {
    const found = await probe();
    if (found) return found;
    if (waited >= limit) throw new Error(`not seen within ${limit / 1000} s: ${words}`);
    await page.waitForTimeout(50);
  }
}

function failAfter(milliseconds, message) {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(message)), milliseconds).unref());
}

function check(condition, words) {
  if (!condition) throw new Error(words);
}

module.exports = { MINUTE, launch, openNotebook, kernelIsIdle, runCell, runSource, save, until, failAfter, check };
