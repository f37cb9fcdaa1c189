# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Remove-Item alias:rm -Force; rm -rf C:\a
RUN Set-Alias -Name ls -Value C:\git\usr\bin\ls.exe; ls -la C:\a
RUN New-Alias cp C:\git\usr\bin\cp.exe -Force; cp -f C:\a C:\b
RUN del Alias:\mv; mv -vf C:\a C:\b
