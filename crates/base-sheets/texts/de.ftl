# Sätze zu Tabellendateien. Ort: Blatt, Zeile, Spalte; Wert wie in der Datei.
sheets-place = Blatt „{ $sheet }“, Zeile { $row }, Spalte { $column } („{ $heading }“)
sheets-place-row = Blatt „{ $sheet }“, Zeile { $row }
sheets-proposal = Vorschlag: { $proposal }
sheets-hidden = VERBORGEN
sheets-repaired = REPAIRED

## Die ganze Datei
sheets-file-empty = Die Datei ist leer.
sheets-file-not-a-workbook = Die Datei ist keine Tabellendatei (Inhalt: { $found }). Bitte speichern Sie die Tabelle als .xlsx, .xls, .ods oder .csv und laden Sie sie erneut hoch.
sheets-file-too-old = Die Datei stammt aus einer Excel-Version vor 5.0 und kann nicht gelesen werden. Bitte speichern Sie sie als .xlsx.
sheets-file-unsupported = Das Format der Datei ({ $found }) wird nicht gelesen. Bitte speichern Sie sie als .xlsx.
sheets-file-password = Die Datei ist mit einem Kennwort geschützt. Bitte entfernen Sie den Schutz und laden Sie sie erneut hoch.
sheets-file-html = Die Datei ist eine Internetseite (HTML) mit dem Namen einer Tabelle. Bitte öffnen Sie sie in Ihrem Tabellenprogramm und speichern Sie sie als .xlsx.
sheets-file-damaged = Die Datei ist beschädigt oder unvollständig und kann nicht gelesen werden. Bitte öffnen und speichern Sie sie in Ihrem Tabellenprogramm erneut.
sheets-file-entities = Die Datei enthält Anweisungen, die in Tabellen nicht vorkommen dürfen (XML-Entitäten), und wurde abgelehnt.
sheets-file-control-character = Zeile { $line } enthält unzulässige Steuerzeichen. Bitte speichern Sie die Datei in Ihrem Tabellenprogramm erneut.
sheets-file-encoding = Zeile { $line } enthält Zeichen, deren Kodierung nicht erkennbar ist. Bitte speichern Sie die Datei als „CSV UTF-8“.
sheets-file-too-large = Die Datei ist mit { $size } zu groß; erlaubt sind { $max }.
sheets-file-unpacked-too-large = Die Datei ist entpackt zu groß; erlaubt sind { $max }.
sheets-file-too-many-rows = Die Datei hat mehr als { $max } Zeilen mit Inhalt. Bitte teilen Sie sie auf.
sheets-file-too-many-columns = Die Datei hat Inhalt in Spalte { $column }; gelesen werden höchstens { $max } Spalten.
sheets-file-too-many-cells = Die Datei hat mehr als { $max } Zellen. Bitte teilen Sie sie auf.
sheets-file-too-many-sheets = Die Datei hat mehr als { $max } Blätter.
sheets-file-text-too-long = Zeile { $row } enthält einen Text mit mehr als { $max } Zeichen.
sheets-file-too-complex = Die Datei ist zu umfangreich aufgebaut und kann nicht gelesen werden. Bitte kopieren Sie die Werte in eine neue Tabelle.
sheets-file-too-slow = Das Lesen der Datei wurde nach { $seconds } Sekunden abgebrochen. Bitte kopieren Sie die Werte in eine neue Tabelle.
sheets-file-reader-unavailable = Die Datei kann zurzeit nicht gelesen werden. Bitte versuchen Sie es später erneut.

## Tabelle und Überschriften
sheets-table-no-sheet = Das Blatt „{ $sheet }“ gibt es in der Datei nicht.
sheets-table-no-headings = Es wurde keine Zeile mit bekannten Überschriften gefunden. Erwartet werden zum Beispiel: { $expected }.
sheets-table-missing-headings = In Zeile { $row } des Blatts „{ $sheet }“ fehlen Überschriften: { $missing }.
sheets-table-no-rows = Das Blatt „{ $sheet }“ enthält unter den Überschriften in Zeile { $row } keine Zeilen.
sheets-table-merges = Das Blatt „{ $sheet }“ enthält verbundene Zellen, die sich überschneiden.
sheets-table-heading-double = Die Überschrift „{ $heading }“ kommt mehrfach vor; Spalte { $column } wird nicht gelesen.
sheets-total-differs = Die Summe in der Datei ({ $stated } €) weicht von der berechneten Summe ({ $computed } €) um { $difference } € ab.

## Zellen
sheets-cell-required = Hier fehlt eine Angabe.
sheets-cell-formula-error = Die Formel ergibt einen Fehler: { $value }.
sheets-amount-approximate = „{ $value }“ ist kein genauer Betrag.
sheets-amount-currency = „{ $value }“ ist kein Betrag in Euro.
sheets-amount-decimals = „{ $value }“ hat mehr als zwei Nachkommastellen.
sheets-amount-english = „{ $value }“ ist in englischer Schreibweise angegeben, andere Beträge der Spalte nicht. Gemeint: { $proposal } €?
sheets-amount-negative = „{ $value }“ ist negativ; hier sind nur Beträge ab 0,00 € zulässig.
sheets-amount-range = „{ $value }“ ist als Betrag zu groß.
sheets-amount-spelling = Die Schreibweise „{ $value }“ ist nicht eindeutig. Gemeint: { $proposal } €?
sheets-amount-thousands = „{ $value }“ wurde als { $read } € gelesen (Punkt als Tausendertrennung). Bitte prüfen.
sheets-amount-unit = „{ $value }“ ist mit einer Einheit abgekürzt. Bitte geben Sie den vollen Betrag an.
sheets-amount-unit-proposed = „{ $value }“ ist mit einer Einheit abgekürzt. Gemeint: { $proposal } €?
sheets-amount-unreadable = „{ $value }“ ist kein lesbarer Betrag.
sheets-date-day-first = „{ $value }“ wurde als { $read } gelesen (Tag zuerst). Bitte prüfen.
sheets-date-impossible = Das Datum „{ $value }“ gibt es nicht.
sheets-date-month = „{ $value }“ nennt nur einen Monat; hier wird ein Tag erwartet.
sheets-date-serial-small = Die Zahl „{ $value }“ ist kein gültiges Datum.
sheets-date-text-serial = „{ $value }“ ist eine Zahl als Text. Gemeint: { $proposal }?
sheets-date-unreadable = „{ $value }“ ist kein lesbares Datum. Erwartet: TT.MM.JJJJ.
sheets-date-week = „{ $value }“ nennt eine Kalenderwoche; hier wird ein Tag erwartet.
sheets-date-year-only = „{ $value }“ nennt nur ein Jahr; hier wird ein Tag erwartet.
sheets-hours-ambiguous = „{ $value }“ ist mehrdeutig: Stunden mit Dezimalstellen oder Stunden und Minuten? Bitte schreiben Sie 7:45 oder 7,75.
sheets-hours-negative = „{ $value }“ ist negativ; eine Dauer kann nicht negativ sein.
sheets-hours-part-minutes = „{ $value }“ ergibt keine ganzen Minuten. Bitte schreiben Sie 7:45 oder 7,75.
sheets-hours-part-minutes-proposed = „{ $value }“ ergibt keine ganzen Minuten. Gemeint: { $proposal }?
sheets-hours-rounded = „{ $value }“ Stunden wurden als { $read } gelesen. Bitte prüfen.
sheets-hours-unreadable = „{ $value }“ ist keine lesbare Dauer. Bitte schreiben Sie 7:45 oder 7,75.
sheets-number-range = „{ $value }“ liegt nicht zwischen { $min } und { $max }.
sheets-number-unreadable = „{ $value }“ ist keine ganze Zahl.
sheets-percent-decimals = „{ $value }“ hat mehr als zwei Nachkommastellen.
sheets-percent-fraction = „{ $value }“ wurde als { $read } gelesen. Bitte prüfen.
sheets-percent-unreadable = „{ $value }“ ist kein lesbarer Prozentwert.
sheets-text-lost-character = „{ $value }“ enthält verlorene Zeichen (zum Beispiel „?“ statt eines Umlauts).
sheets-text-mojibake = „{ $value }“ ist falsch kodiert. Gemeint: „{ $proposal }“?
sheets-yes-no-unreadable = „{ $value }“ ist weder Ja noch Nein.
