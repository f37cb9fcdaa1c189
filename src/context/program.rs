//! Programs and libraries: for which machine they are, from their first bytes.
//!
//! Not a loader. Object files and kernel modules are no programs; a .NET assembly is a program for every machine; a
//! header that says something unusual says nothing here.

use super::{Content, Script, name, native};
use crate::platform::Platform;
use object::{
    LittleEndian, elf, macho, pe,
    read::{
        elf::FileHeader,
        macho::{FatArch, MachHeader, MachOFatFile32},
        pe::{ImageNtHeaders, ImageOptionalHeader},
    },
};

/// How much of a file is read, in bytes.
pub(super) const HEAD: usize = 4096;

/// A program or library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The platforms it runs on; several for a universal one.
    pub platforms: Vec<Platform>,
    /// It is a library.
    pub library: bool,
}

/// The content of a file that begins so.
#[must_use]
pub fn content(head: &[u8], path: &str) -> Content {
    if let Some(program) = program(head, path) {
        return Content::Program(program);
    }
    let is_pointer = head.starts_with(b"version https://git-lfs");
    if head.is_empty() || is_pointer {
        // Nothing is known of it but its name.
        return match native::extension_platform(name::file_name(path)) {
            Some(platform) => {
                Content::Program(Program { platforms: vec![platform], library: true })
            }
            None => Content::Other,
        };
    }
    let is_text = !head.contains(&0);
    if !is_text {
        return Content::Other;
    }
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let carriage_return = line.len() < head.len() && line.last() == Some(&b'\r');
    let Some(command) = line.strip_prefix(b"#!") else {
        // Compressed data has no zero among its first bytes now and then, and is no text either.
        return match std::str::from_utf8(line) {
            Ok(_) => Content::Text { carriage_return, installs: installs(head) },
            Err(_) => Content::Other,
        };
    };
    let interpreter = interpreter(&String::from_utf8_lossy(command));
    Content::Script(Script { interpreter, carriage_return, installs: installs(head) })
}

/// Commands that install packages, in the beginning of a script.
fn installs(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    INSTALLERS.iter().any(|it| text.contains(it))
}

const INSTALLERS: [&str; 12] = [
    "npm ci",
    "npm i ",
    "npm install",
    "npm rebuild",
    "yarn",
    "pnpm i",
    "bun i",
    "pip install",
    "pip3 install",
    "poetry install",
    "pipenv install",
    "uv sync",
];

/// The name of the program behind `#!`; behind `env` and its options, that of the one it starts.
fn interpreter(command: &str) -> String {
    let mut words = command.split_ascii_whitespace();
    let name = |word: &str| word.rsplit('/').next().unwrap_or_default().to_owned();
    let first = words.next().map(name).unwrap_or_default();
    if first != "env" {
        return first;
    }
    words.find(|word| !word.starts_with('-') && !word.contains('=')).map(name).unwrap_or_default()
}

/// The program that begins so.
#[must_use]
pub fn program(head: &[u8], path: &str) -> Option<Program> {
    let (platforms, library) = match head.get(..4)? {
        b"\x7fELF" => elf_program(head)?,
        [b'M', b'Z', ..] => (vec![pe_platform(head)?], has_ending(path, &[".dll"])),
        [0xca, 0xfe, 0xba, 0xbe] => (universal(head)?, false),
        _ => mach_o(head)?,
    };
    (!platforms.is_empty()).then_some(Program { platforms, library })
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    let lower = path.to_ascii_lowercase();
    endings.iter().any(|ending| lower.ends_with(ending))
}

fn elf_program(head: &[u8]) -> Option<(Vec<Platform>, bool)> {
    let wide = head.get(4) == Some(&elf::ELFCLASS64);
    let little = head.get(5) == Some(&elf::ELFDATA2LSB);
    // System V and GNU are what Linux programs say.
    head.get(7).filter(|abi| matches!(**abi, elf::ELFOSABI_SYSV | elf::ELFOSABI_GNU))?;
    let (kind, machine, entry) = if wide {
        elf_header::<elf::FileHeader64<_>>(head)?
    } else {
        elf_header::<elf::FileHeader32<_>>(head)?
    };
    if !matches!(kind, elf::ET_EXEC | elf::ET_DYN) {
        return None;
    }
    let (architecture, variant) = match (machine, wide, little) {
        (elf::EM_X86_64, _, true) => ("amd64", ""),
        (elf::EM_386, false, true) => ("386", ""),
        (elf::EM_AARCH64, true, true) => ("arm64", ""),
        (elf::EM_ARM, false, true) => ("arm", ""),
        (elf::EM_PPC64, true, true) => ("ppc64le", ""),
        (elf::EM_S390, true, false) => ("s390x", ""),
        (elf::EM_RISCV, true, true) => ("riscv64", ""),
        (elf::EM_MIPS, true, true) => ("mips64le", ""),
        (elf::EM_LOONGARCH, true, true) => ("loong64", ""),
        _ => return None,
    };
    Some((
        vec![Platform::with_variant("linux", architecture, variant)],
        kind == elf::ET_DYN && !entry,
    ))
}

/// Type, machine, and whether it has an entry.
fn elf_header<Elf: FileHeader<Endian = object::Endianness>>(
    head: &[u8],
) -> Option<(u16, u16, bool)> {
    let header = Elf::parse(head).ok()?;
    let endian = header.endian().ok()?;
    let entry: u64 = header.e_entry(endian).into();
    Some((header.e_type(endian), header.e_machine(endian), entry != 0))
}

/// A native program for Windows; `None` for .NET, and for firmware.
fn pe_platform(head: &[u8]) -> Option<Platform> {
    let offset = u64::from(pe::ImageDosHeader::parse(head).ok()?.nt_headers_offset());
    let wide = windows_machine::<pe::ImageNtHeaders64>(head, offset);
    let narrow = || windows_machine::<pe::ImageNtHeaders32>(head, offset);
    let machine = wide.or_else(narrow).or_else(|| bare_machine(head, offset))?;
    let architecture = match machine {
        pe::IMAGE_FILE_MACHINE_AMD64 => "amd64",
        pe::IMAGE_FILE_MACHINE_ARM64 => "arm64",
        pe::IMAGE_FILE_MACHINE_I386 => "386",
        pe::IMAGE_FILE_MACHINE_ARMNT => "arm",
        _ => return None,
    };
    Some(Platform::new("windows", architecture))
}

/// The machine in a header that says nothing more: neither .NET nor firmware can be without the rest.
fn bare_machine(head: &[u8], offset: u64) -> Option<u16> {
    let header = head.get(usize::try_from(offset).ok()?..)?.get(..24)?.strip_prefix(b"PE\0\0")?;
    let word = |at: usize| Some(u16::from_le_bytes(header.get(at..at + 2)?.try_into().ok()?));
    let size = word(16)?;
    word(0).filter(|_| size == 0)
}

/// The machine of a native program with headers of this width.
fn windows_machine<Pe: ImageNtHeaders>(head: &[u8], offset: u64) -> Option<u16> {
    let mut behind = offset;
    let (header, directories) = Pe::parse(head, &mut behind).ok()?;
    let managed = directories
        .get(pe::IMAGE_DIRECTORY_ENTRY_COM_DESCRIPTOR)
        .is_some_and(|it| it.virtual_address.get(LittleEndian) != 0);
    // Firmware says that it is for that.
    let windows = [
        pe::IMAGE_SUBSYSTEM_UNKNOWN,
        pe::IMAGE_SUBSYSTEM_WINDOWS_GUI,
        pe::IMAGE_SUBSYSTEM_WINDOWS_CUI,
    ];
    let native = !managed && windows.contains(&header.optional_header().subsystem());
    native.then(|| header.file_header().machine.get(LittleEndian))
}

/// A Mach-O file for several machines. A Java class begins with the same four bytes, and then has its version, which
/// is larger than any number of machines.
fn universal(head: &[u8]) -> Option<Vec<Platform>> {
    let count = u32::from_be_bytes(head.get(4..8)?.try_into().ok()?);
    if !(1..=20).contains(&count) {
        return None;
    }
    let file = MachOFatFile32::parse(head).ok()?;
    Some(file.arches().iter().filter_map(|one| darwin(one.cputype())).collect())
}

fn mach_o(head: &[u8]) -> Option<(Vec<Platform>, bool)> {
    let header = match head.get(..4)? {
        [0xcf, 0xfa, 0xed, 0xfe] => macho::MachHeader64::<LittleEndian>::parse(head, 0).ok()?,
        _ => return None,
    };
    let kind = header.filetype(LittleEndian);
    let library = matches!(kind, macho::MH_DYLIB | macho::MH_BUNDLE);
    // A header that says nothing but its machine is no object file either.
    let bare = kind == 0 && header.ncmds(LittleEndian) == 0;
    let is_program = kind == macho::MH_EXECUTE || library || bare;
    is_program.then_some((vec![darwin(header.cputype(LittleEndian))?], library))
}

fn darwin(cpu: u32) -> Option<Platform> {
    match cpu {
        macho::CPU_TYPE_X86_64 => Some(Platform::new("darwin", "amd64")),
        macho::CPU_TYPE_ARM64 => Some(Platform::new("darwin", "arm64")),
        _ => None,
    }
}

impl Program {
    /// True if a machine of this platform may run it. Many machines run the smaller sibling's programs too.
    #[must_use]
    pub fn may_run_on(&self, platform: &Platform) -> bool {
        self.platforms.iter().any(|own| may_run_on(own, platform))
    }
}

/// True if what is for `own` may run on `platform`.
#[must_use]
pub fn may_run_on(own: &Platform, platform: &Platform) -> bool {
    let pair = (&*own.architecture, &*platform.architecture);
    let smaller = matches!(pair, ("386", "amd64") | ("arm", "arm64"));
    let emulated = own.os == "windows" && pair.1 == "arm64";
    own.os == platform.os && (pair.0 == pair.1 || smaller || emulated)
}
