# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN <<EOF
Get-ChildItem C:\ | Remove-Item
rm C:\x
EOF
