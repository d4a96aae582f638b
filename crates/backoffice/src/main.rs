use std::process::ExitCode;

fn main() -> ExitCode {
    // The same program is the limited child that reads a workbook; it must do nothing else before.
    if let Some(code) = base_sheets::child::run_if_asked() {
        return code;
    }
    backoffice::cli::main()
}
