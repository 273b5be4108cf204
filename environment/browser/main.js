// Runs the passes named on the command line, one after another: main.js FOLDER PASS...; screenshots go to the folder.
const { launch } = require('./lab.js');

async function main() {
  const [folder, ...names] = process.argv.slice(2);
  const browser = await launch();
  for (const name of names) {
    const start = Date.now();
    try {
      const words = await require(`./${name}.js`).pass(browser, folder);
      console.log(`browser: ${words} (${Math.round((Date.now() - start) / 1000)} s)`);
    } catch (error) {
      console.error(`browser: ${name}: ${error}`);
      process.exitCode = 1;
    }
  }
  await browser.close();
}

main();
