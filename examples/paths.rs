fn main() {
    let paths: Vec<String> = std::io::stdin().lines().map(Result::unwrap).collect();
    for path in &paths {
        if let Some(d) = anyarch::declared::declared(path) {
            println!(
                "{path}\t{}/{}/{} {}\t[{}]\t{}",
                d.os.unwrap_or_default(),
                d.architecture.unwrap_or_default(),
                d.variant.unwrap_or_default(),
                d.windows_release.unwrap_or_default(),
                d.token,
                d.stem
            );
        }
    }
    for set in anyarch::declared::variant_sets(&paths) {
        println!(
            "SET {} {}",
            set.stem,
            set.members.iter().map(|(_, d)| d.token.as_str()).collect::<Vec<_>>().join(" ")
        );
    }
}
