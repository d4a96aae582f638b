### base-web
product-name = Förderportal
skip-to-content = Zum Inhalt springen
menu = Menü
main-navigation = Hauptnavigation
views = Ansichten
you-are-here = Sie sind hier
header-tools = Suche und Konto
header-tools-public = Sprache und Anmeldung
language = Sprache
search-label = Nummer, Kommune oder Titel suchen
search-placeholder = Nummer, Kommune, Titel
search-button = Suchen
sign-in = Anmelden
sign-out = Abmelden
sign-in-email = E-Mail-Adresse
sign-in-password = Passwort
nav-account = Mein Konto
demo-banner-title = Demo.
demo-banner = Alle Daten sind erfunden, E-Mails werden nicht versendet. Uhrzeit der Demo:
demo-clock = Demo-Uhr
demo-inbox = Posteingang der Demo
footer-accessibility = Barrierefreiheit
footer-privacy = Datenschutz
footer-imprint = Impressum
back-home = Zur Übersicht
role-KE = Bearbeitung Kommune
role-KZ = Zeichnung Kommune
role-SB = Sachbearbeitung
role-RL = Referatsleitung
role-BfdH = Beauftragte/r für den Haushalt
role-AS = Bewertung
role-SM = Mitglied Steuerungsgruppe
role-SV = Vorsitz Steuerungsgruppe
role-GS = Geschäftsstelle
role-PK = Programmkoordination
role-PB = Prozessbegleitung
role-RH = Rechnungshof
role-DS = Datenschutz
role-AD = Administration
list-empty = Hier gibt es noch nichts.
list-range = { $first }–{ $last } von { $total }
list-hit = Ein Treffer
list-hits = { $count } Treffer
list-whole = Ganze Liste zeigen
list-sort = Sortieren
list-sorted-up = (aufsteigend sortiert)
list-sorted-down = (absteigend sortiert)
list-filter-title = { $count ->
    [0] Filter
    [one] Filter (eine Angabe gesetzt)
   *[other] Filter ({ $count } Angaben gesetzt)
 }
list-pages = Seiten
list-previous = Zurück
list-next = Weiter
list-export = Herunterladen als
list-filter = Filtern
list-reset = Zurücksetzen
form-optional = optional
form-refused = Das ist so nicht möglich
form-errors = { $count ->
    [one] Bitte prüfen Sie eine Angabe
   *[other] Bitte prüfen Sie { $count } Angaben
 }
form-save = Speichern
form-cancel = Abbrechen
field-required = Bitte füllen Sie dieses Feld aus.
field-too-long = Höchstens { $max } Zeichen; es sind { $count }.
field-choice = Bitte wählen Sie einen der angebotenen Werte.
field-money = „{ $value }“ ist kein Betrag. Schreiben Sie zum Beispiel 40.000,00.
field-date = „{ $value }“ ist kein Datum. Schreiben Sie zum Beispiel 06.03.2026.
field-time = „{ $value }“ ist keine Uhrzeit. Schreiben Sie zum Beispiel 14:30.
field-integer = „{ $value }“ ist keine ganze Zahl.
field-range = Bitte geben Sie eine Zahl von { $min } bis { $max } ein.
field-hours = „{ $value }“ ist keine Stundenangabe. Schreiben Sie zum Beispiel 7,75 oder 7:45.
field-rate = „{ $value }“ ist kein Prozentsatz. Schreiben Sie zum Beispiel 80,00.
field-email = „{ $value }“ ist keine E-Mail-Adresse. Schreiben Sie zum Beispiel name@kommune.example.
field-must-be-ticked = Bitte bestätigen Sie diese Erklärung.
field-file-required = Bitte wählen Sie eine Datei aus.
problem-unauthenticated-title = Bitte anmelden
problem-unauthenticated = Dafür müssen Sie angemeldet sein.
problem-denied-title = Keine Berechtigung
problem-denied = Dafür fehlt Ihnen die Berechtigung. Wenden Sie sich an die Administration, wenn Sie sie brauchen.
problem-denied-role = Dafür brauchen Sie die Rolle { $roles }.
roles-or = oder
problem-not-found-title = Nicht gefunden
problem-not-found = Diese Seite oder diesen Vorgang gibt es nicht, oder Sie dürfen ihn nicht sehen. Prüfen Sie die Adresse oder suchen Sie oben nach Nummer, Kommune oder Titel.
problem-refused-title = Das ist so nicht möglich
problem-invalid-title = Bitte prüfen Sie Ihre Angaben
problem-invalid = { $count } Angaben sind zu prüfen.
problem-stale-title = Inzwischen geändert
problem-stale = Jemand anderes hat diesen Vorgang inzwischen geändert. Prüfen Sie den neuen Stand und senden Sie Ihre Änderung erneut.
problem-throttled-title = Zu viele Versuche
problem-throttled = Bitte versuchen Sie es in { $minutes } Minuten noch einmal.
problem-too-large-title = Zu groß
problem-body-too-large = Die gesendeten Daten sind zu groß (höchstens 6 MiB). Kürzen Sie die Texte oder laden Sie sie als Datei hoch.
problem-upload-too-large = Höchstens { $files } Dateien mit je { $mib } MiB, zusammen 50 MiB.
problem-upload-broken = Die Datei kam nicht vollständig an. Bitte laden Sie die Datei noch einmal hoch.
problem-broken-title = Störung
problem-broken = Das hat wegen eines technischen Fehlers nicht funktioniert. Es wurde nichts geändert. Bitte versuchen Sie es später noch einmal.
problem-request-id = Kennung für die Administration: { $id }
problem-json = Der JSON-Text ist nicht lesbar (Zeile { $line }, Spalte { $column }): { $error }
problem-json-nul = Der JSON-Text enthält das Zeichen U+0000. Lassen Sie es bitte weg.
problem-four-eyes = Vier-Augen-Prinzip: Diesen Schritt muss eine andere Person vornehmen als die, die ihn vorbereitet hat.
problem-read-only-token = Dieser API-Schlüssel darf nur lesen.
problem-clock-demo-only = Die Uhr lässt sich nur in einer Demo und nur vorwärts stellen.
session-over-title = Bitte melden Sie sich erneut an
session-over = Ihre Sitzung ist abgelaufen.
session-over-kept = Ihre Eingaben bleiben erhalten: Nach der Anmeldung können Sie sie absenden.
resume-title = Angemeldet
resume = Sie sind wieder angemeldet. Ihre Eingaben sind noch da; mit dem Absenden werden sie gespeichert.
resume-send = Eingaben jetzt absenden
imports-title = Importe
imports-lead = Jede Datei wird zuerst nur geprüft. Übernommen wird erst, wenn Sie es bestätigen.
imports-runs = Letzte Importe
imports-at = Zeitpunkt
imports-kind = Art
imports-call = Ausschreibung
imports-call-hint = Kennung der Ausschreibung, zum Beispiel IBZ-2026A
imports-file = Datei
imports-file-hint = Excel (.xlsx, .xls, .xlsb), OpenDocument (.ods) oder CSV, höchstens 20 MiB
imports-check = Datei prüfen
imports-run-title = Import „{ $file }“
imports-state = Stand
imports-state-CHECKED = geprüft
imports-state-APPLIED = übernommen
imports-accepted = Übernehmbar
imports-amount = Betrag
imports-remarks = Hinweise
imports-duplicates = Dubletten
imports-errors = Fehler
imports-unreadable = Die Datei lässt sich nicht lesen
imports-before = Diese Datei wurde bereits am { $at } importiert.
imports-total-differs = Summenzeile weicht um { $amount } ab
imports-apply = { $count ->
    [one] Eine Zeile übernehmen
   *[other] { $count } Zeilen übernehmen
 }
imports-notify = Eingangsbestätigungen an die Kommunen senden
imports-rows = Zeilen
imports-row = Blatt, Zeile
imports-status = Ergebnis
imports-status-accepted = wird übernommen
imports-status-accepted-remarks = wird übernommen, mit Hinweis
imports-status-duplicate = Dublette
imports-status-error = Fehler
imports-status-ignored = übergangen
imports-key = Schlüssel
imports-name = Bezeichnung
imports-messages = Meldungen
imports-done-applied = Die Zeilen wurden übernommen.
imports-already-applied = Dieser Import wurde bereits übernommen.
imports-nothing-to-apply = In dieser Datei ist keine Zeile, die übernommen werden kann. Beheben Sie die Fehler in der Datei und laden Sie sie noch einmal hoch.
imports-hidden = Die Zeile ist in der Datei verborgen.
mail-m-i01-subject = Import { $file }: { $accepted } übernommen, { $remarks } Hinweise, { $errors } Fehler
mail-m-i01-body =
    der Import der Datei „{ $file }“ ist abgeschlossen.

    Übernommen: { $accepted }
    Hinweise: { $remarks }
    Dubletten: { $duplicates }
    Fehler: { $errors }

    Den Bericht zu jeder Zeile finden Sie im Portal.

### autosave
autosave-saving = wird gespeichert …
autosave-saved = gespeichert { $time }
autosave-waiting = Nicht gespeichert: keine Verbindung. Ihr Text steht noch hier. Neuer Versuch in { $seconds } s.
autosave-signed-out = Nicht gespeichert: Ihre Anmeldung ist abgelaufen. Ihr Text steht noch hier. Melden Sie sich in einem neuen Fenster an, dann wird gespeichert.
autosave-sign-in = Anmelden (neues Fenster)
autosave-refused = Nicht gespeichert: Bitte sehen Sie sich den Hinweis beim Feld an.
autosave-conflict = Nicht gespeichert: Jemand anderes hat dieses Feld geändert. Bitte entscheiden Sie beim Feld.
autosave-again = Jetzt versuchen
autosave-mine = Meine Fassung behalten
autosave-theirs = Andere Fassung übernehmen
autosave-count = { $count } von { $max } Zeichen
grid-kind = Art
grid-total = Summe
