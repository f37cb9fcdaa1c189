# escape=`
# A name is another command until the end of its line.
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Remove-Item alias:rm -Force; Get-Alias
RUN rm -rf C:\a
