// A document request: it reopens the named fields only, the municipality answers, the officer sees old and new.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { casePath, fillIn } from './application.mjs';
import {
  PDF,
  accountOf,
  button,
  day,
  expectText,
  follow,
  gather,
  german,
  go,
  launch,
  link,
  look,
  readMail,
} from './support.mjs';

let browser;
let people;
before(async () => {
  browser = await launch();
  people = gather(browser);
});
after(() => browser?.close());

let path;
const reopened = ['contact_phone', 'privacy_read'];

const steps = [
  ['an officer enters an application that came on paper in time', async () => {
    const desk = await people.as('SB');
    await desk.goto('/applications/new?call=IBZ-2026B'); // its deadline was on 30 September 2026
    await desk.fill('[name=lead]', '08437078');
    await desk.fill('[name=title]', 'Rathaus im Gespräch');
    await go(desk, button(desk, 'Antrag beginnen'));
    path = casePath(desk);
    const answers = { A8b: 'Integrationsbeauftragte (Demo)', A8c: 'Integrationsbeauftragte', A9: 'integration@messkirch.example', A10: '07575 1', E2a: '9.000,00' };
    for (const section of ['applicant', 'money']) {
      await desk.goto(`${path}/edit?section=${section}`);
      await fillIn(desk, answers);
      await go(desk, button(desk, 'Entwurf speichern'));
    }
    await desk.goto(`${path}/submit`);
    for (const name of ['not_begun', 'no_double_funding', 'true_and_complete', 'exchange_willing', 'privacy_read']) await desk.check(`[name=${name}]`);
    await desk.fill('[name=received_on]', '2026-09-29');
    await go(desk, button(desk, 'Verbindlich einreichen'));
    await expectText(desk, /rechtzeitig eingegangen/);
  }],
  ['the check finds a defect that can be cured, and asks for what is missing', async () => {
    const desk = await people.as('SB');
    await desk.goto(path);
    await go(desk, button(desk, 'Formale Prüfung beginnen'));
    for (const point of await desk.locator('main [name^=result_][value=FULFILLED]').all()) await point.check();
    await desk.check('[name=result_AUTHORISED_SIGNATURE][value=CURABLE]');
    await desk.fill('[name=remark_AUTHORISED_SIGNATURE]', 'Unterschriebenes Deckblatt fehlt');
    await look(desk, 'request-check');
    // one press keeps what was judged and goes on to the request
    await go(desk, button(desk, 'Unterlagen nachfordern'));
    await expectText(desk, /Ergebnis: unvollständig, behebbar/);
    assert.equal(await desk.inputValue('[name=items]'), 'Unterschriebenes Deckblatt fehlt');
    for (const field of reopened) await desk.check(`[name=fields][value=${field}]`);
    await desk.fill('[name=due_on]', day(10));
    await look(desk, 'request-form');
    await go(desk, button(desk, 'Nachforderung senden'));
    await expectText(desk, /Die Nachforderung ist versandt/);
    const mail = await readMail(await people.as('AD'), accountOf('KE2').email, new RegExp(`Nachforderung zu Antrag .* – Frist ${german(day(10))}`));
    assert.match(mail, /Unterschriebenes Deckblatt fehlt/);
  }],
  ['the municipality may change the named fields, and nothing else', async () => {
    const desk = await people.as('KE2');
    await desk.goto('/');
    await go(desk, link(desk, /Unterlagen zu .* nachreichen/));
    const names = await desk.locator('form.form :is(input, textarea, select):not([type=hidden])').evaluateAll((all) => [...new Set(all.map((one) => one.name))]);
    assert.deepEqual(names.toSorted(), ['answer', 'field_contact_phone', 'field_privacy_read', 'files']);
    assert.equal(await desk.inputValue('[name=field_contact_phone]'), '07575 1');
    await look(desk, 'request-answer');
    // an empty answer is refused and keeps what was typed
    await desk.fill('[name=field_contact_phone]', '');
    await Promise.all([desk.waitForEvent('load'), button(desk, 'Unterlagen einreichen').click()]);
    assert.ok((await desk.locator('main [role=alert]').count()) > 0);
    await desk.fill('[name=field_contact_phone]', '07575 206-0');
    await desk.fill('[name=answer]', 'Das Deckblatt liegt bei.');
    await desk.setInputFiles('[name=files]', { name: 'Deckblatt.pdf', mimeType: 'application/pdf', buffer: PDF });
    await go(desk, button(desk, 'Unterlagen einreichen'));
    await expectText(desk, /Ihre Unterlagen sind eingegangen/);
    // the rest of the application stays as it was handed in
    assert.equal((await desk.request.get(`${path}/edit?section=project`)).status(), 403);
  }],
  ['the officer sees old and new side by side, and completes', async () => {
    const desk = await people.as('SB');
    await desk.goto(path);
    await go(desk, desk.locator('nav.tabs').getByRole('link', { name: 'Antrag', exact: true }));
    await expectText(desk, /rechtzeitig beantwortet/);
    const table = desk.locator('main table', { hasText: 'Was die Antwort geändert hat' });
    assert.match(await table.innerText(), /Telefon\s+07575 1\s+07575 206-0/);
    await expectText(desk, /Das Deckblatt liegt bei/);
    assert.ok(await link(desk, 'Deckblatt.pdf').isVisible());
    await look(desk, 'request-case');
    await go(desk, link(desk, 'Formale Prüfung'));
    // the check goes on where it stood
    assert.ok(await desk.isChecked('[name=result_ENTITLED_BODY][value=FULFILLED]'));
    assert.ok(await desk.isChecked('[name=result_AUTHORISED_SIGNATURE][value=CURABLE]'));
    await desk.check('[name=result_AUTHORISED_SIGNATURE][value=FULFILLED]');
    await go(desk, button(desk, 'Als vollständig bestätigen'));
    await expectText(desk, /Der Antrag ist vollständig/);
    await readMail(await people.as('AD'), accountOf('KE2').email, /ist vollständig/);
  }],
];

test('a document request reopens only what it names', (t) => follow(t, steps, people, 'request'));
