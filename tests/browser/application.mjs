// What a municipality answers to the full form of handbook 3.3, by the names of the inputs, and how it is typed in.
import { button, day, go } from './support.mjs';

/** The project's first and last day: within the period of every open call of the tests, over a turn of the year. */
export const FROM = day(160);
export const UNTIL = day(560);

/** A text is typed, a choice chosen; a list ticks boxes. What a call does not ask is left out. */
export const ANSWERS = {
  A4a: '8.676',
  A4b: '2025-11-30',
  A6a: 'Conradin-Kreutzer-Straße 1',
  A6b: '88605',
  A6c: 'Meßkirch',
  A7: 'Stabsstelle Integration',
  A8a: 'NONE',
  A8b: 'Integrationsbeauftragte (Demo)',
  A8c: 'Integrationsbeauftragte',
  A9: 'integration@messkirch.example',
  A10: '07575 206-0',
  A11a: 'Zeichnungsberechtigte Person (Demo)',
  A11b: 'Bürgermeisterin',
  E5a: 'DE02 1203 0000 0000 2020 51',
  E5c: 'Kreissparkasse (Demo)',
  C1: 'Orte der Begegnung',
  C2: 'Einheimische und Zugewanderte richten gemeinsam einen Treffpunkt im alten Bahnhof ein und führen ihn selbst.',
  C3: 'In der Kernstadt fehlt ein Ort, an dem sich Menschen ohne Anlass begegnen. Vereine suchen seit Jahren Räume.',
  'C4.0.a': 'Der Treffpunkt ist an vier Tagen der Woche offen.',
  'C4.0.b': 'Öffnungstage',
  'C4.0.c': '4 je Woche',
  C5a: ['NEWCOMERS', 'VOLUNTEERS'],
  C6: 'Menschen mit Migrationsgeschichte stellen die Hälfte der Steuerungsgruppe.',
  C7: 'Gemeinderat, Verwaltung und Vereine entscheiden gemeinsam über Programm und Öffnungszeiten.',
  C8a: ['OFFICER', 'NETWORK'],
  C10a: '12',
  C10b: ['COUNCIL', 'MIGRANT_ORG'],
  C11a: FROM,
  C11b: UNTIL,
  C13: 'Die Stadt führt den Treffpunkt nach dem Ende der Förderung mit dem Trägerverein weiter.',
  D1: 'FACILITATION',
  D2: '12,5',
  D3a: 'Projektleitung (Demo)',
  D3b: '50',
  D4: 'Räume im alten Bahnhof und eine halbe Stelle in der Verwaltung.',
  E2a: '12.000,00',
  E6a: 'false',
  F5a: 'NOT_NEEDED',
  F6a: 'true',
};

/** Types what the page asks of these answers. */
export async function fillIn(page, answers) {
  for (const [name, value] of Object.entries(answers)) {
    const inputs = page.locator(`form.form [name="${name}"]`);
    if ((await inputs.count()) === 0) continue;
    const kind = await inputs.first().evaluate((input) => (input.tagName === 'SELECT' ? 'select' : input.type));
    if (Array.isArray(value)) for (const one of value) await page.check(`form.form [name="${name}"][value="${one}"]`);
    else if (kind === 'radio') await page.check(`form.form [name="${name}"][value="${value}"]`);
    else if (kind === 'select') await inputs.selectOption(value);
    else await inputs.fill(value);
  }
}

/** Fills these sections of the draft at `path` (`/applications/…`) and saves each by its button. */
export async function fillSections(page, path, sections, answers = ANSWERS) {
  for (const section of sections) {
    await page.goto(`${path}/edit?section=${section}`);
    await fillIn(page, answers);
    await go(page, button(page, 'Entwurf speichern'));
  }
}

/** The address of the case that the page belongs to. */
export const casePath = (page) => /\/applications\/[0-9a-f-]{36}/.exec(new URL(page.url()).pathname)[0];
