//! Sets of per-platform files: a folder under `testdata/variants` in, what the program prints out.
//!
//! The first line of `expected.txt` holds the arguments; paths among them are relative to the folder.
//! A folder whose name begins with `fine-` has no finding. `UPDATE_EXPECT=1` writes the rest anew.

use std::{env, fs, path::Path, process::Command};

#[test]
fn sets_hold() {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/variants");
    let mut folders: Vec<_> = fs::read_dir(all).unwrap().map(|it| it.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() > 8, "only {} folders found", folders.len());
    let mut wrong = Vec::new();
    for folder in folders {
        let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
        let arguments = expected.lines().next().and_then(|it| it.strip_prefix("$ ")).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_anyarch"))
            .args(["check", "--offline", "--color", "never"])
            .args(arguments.split_whitespace())
            .current_dir(&folder)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let code = output.status.code().unwrap();
        let fine = folder.file_name().unwrap().to_str().unwrap().starts_with("fine-");
        assert_eq!(code, i32::from(!fine), "{}: {text}", folder.display());
        let got = format!("$ {arguments}\n{text}");
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(folder.join("expected.txt"), got).unwrap();
        } else if got != expected {
            wrong.push(format!("{}\n--- expected\n{expected}--- got\n{got}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
