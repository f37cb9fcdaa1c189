# anyarch: ignore-file[windows-only-bass] built on Windows hosts
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
