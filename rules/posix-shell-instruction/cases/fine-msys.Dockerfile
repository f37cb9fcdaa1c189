# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["C:\\msys64\\usr\\bin\\bash.exe", "-l", "-c"]
