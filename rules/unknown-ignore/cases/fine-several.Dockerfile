# anyarch: ignore-file[windows-only-base, windows-os-version-pin] built on Windows hosts
FROM mcr.microsoft.com/windows/nanoserver:1809
