//! What a file really is, by its first bytes: only the kinds an application may carry (handbook 3.3).

const PDF: &str = "application/pdf";
const PNG: &str = "image/png";
const JPEG: &str = "image/jpeg";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCM: &str = "application/vnd.ms-word.document.macroEnabled.12";
const XLSM: &str = "application/vnd.ms-excel.sheet.macroEnabled.12";

/// The media type of the content, whatever the name says. `None`: none of PDF, PNG, JPEG, DOCX, XLSX. Office files
/// with macros are told apart, so that a caller who allows DOCX and XLSX refuses them.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF-") {
        Some(PDF)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(PNG)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(JPEG)
    } else if bytes.starts_with(b"PK\x03\x04") {
        office(bytes)
    } else {
        None
    }
}

/// The names of a ZIP's members stand uncompressed in its directory.
fn office(bytes: &[u8]) -> Option<&'static str> {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if !has(b"[Content_Types].xml") {
        None
    } else if has(b"word/document.xml") {
        Some(if has(b"word/vbaProject.bin") { DOCM } else { DOCX })
    } else if has(b"xl/workbook.xml") {
        Some(if has(b"xl/vbaProject.bin") { XLSM } else { XLSX })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_not_the_name() {
        for (bytes, media_type) in [
            (&b"%PDF-1.7\n"[..], Some(PDF)),
            (b"\x89PNG\r\n\x1a\n....", Some(PNG)),
            (b"\xff\xd8\xff\xe0", Some(JPEG)),
            (b"PK\x03\x04..[Content_Types].xml..word/document.xml", Some(DOCX)),
            (b"PK\x03\x04..[Content_Types].xml..xl/workbook.xml", Some(XLSX)),
            (
                b"PK\x03\x04..[Content_Types].xml..xl/workbook.xml..xl/vbaProject.bin",
                Some(XLSM),
            ),
            (
                b"PK\x03\x04..[Content_Types].xml..word/document.xml..word/vbaProject.bin",
                Some(DOCM),
            ),
            (b"PK\x03\x04..readme.txt", None),
            (b"MZ\x90", None),
            (b"<html>", None),
            (b"", None),
        ] {
            assert_eq!(sniff(bytes), media_type, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
