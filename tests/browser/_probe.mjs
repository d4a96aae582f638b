import { launch, newPage, signIn, accounts, baseUrl } from './support.mjs';
const browser = await launch();
for (const role of process.argv.slice(2)) {
  const account = accounts.find(a => a.email.startsWith(role)) ?? accounts.find(a => a.role === role);
  const page = await newPage(browser);
  await signIn(page, account);
  const links = await page.$$eval('a[href]', as => as.map(a => a.getAttribute('href') + ' | ' + a.innerText.trim()));
  console.log('==', account.email, account.role, '\n' + (await page.locator('main').innerText()));
  console.log(links.join('\n'));
}
await browser.close();
