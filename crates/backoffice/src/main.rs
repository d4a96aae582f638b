use std::process::ExitCode;

/// Pages are made of many small strings: a tenth less processor time than with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The same program is the limited child that reads a workbook; it must do nothing else before.
    if let Some(code) = base_sheets::child::run_if_asked() {
        return code;
    }
    backoffice::cli::main()
}
