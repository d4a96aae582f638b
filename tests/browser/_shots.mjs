// node _shots.mjs NAME=ROLE:/path[>link regex[>link regex]] ...
import { launch, newPage, signIn, accountOf } from './support.mjs';
const browser = await launch();
const pages = new Map();
for (const arg of process.argv.slice(2)) {
  const [name, rest] = arg.split(/=(.*)/s);
  const [role, steps] = rest.split(/:(.*)/s);
  if (!pages.has(role)) { const p = await newPage(browser); if (role !== '-') await signIn(p, role); pages.set(role, p); }
  const page = pages.get(role);
  try {
    const [first, ...more] = steps.split('>');
    await page.goto(first);
    for (const step of more) {
      const href = await page.$$eval('main a[href]', (as, step) => as.find(a => new RegExp(step).test(a.getAttribute('href')) || new RegExp(step).test(a.innerText))?.getAttribute('href'), step);
      if (!href) throw new Error('no link ' + step + ' on ' + page.url());
      await page.goto(href);
    }
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `target/screenshots/${name}-${width}.png`, fullPage: true });
    }
    console.log(name, page.url());
  } catch (e) { console.log(name, 'FAILED', e.message); }
}
await browser.close();
