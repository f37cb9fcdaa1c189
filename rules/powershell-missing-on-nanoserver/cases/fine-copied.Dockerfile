FROM mcr.microsoft.com/windows/servercore:1809 AS core
FROM mcr.microsoft.com/windows/nanoserver:1809
COPY --from=core /windows/system32/windowspowershell /windows/system32/windowspowershell
RUN powershell Get-Date
