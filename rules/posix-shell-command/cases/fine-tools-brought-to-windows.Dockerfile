FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS a
ADD https://github.com/git-for-windows/git/releases/download/v2/MinGit-64-bit.zip C:/git.zip
RUN tar -xf C:/git.zip -C C:/git
RUN rm -rf C:/git.zip
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS b
SHELL ["powershell", "-Command"]
RUN rm -Recurse C:\tmp; ls
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS c
RUN powershell rm C:\tmp
RUN C:\tools\bash.exe -c "chmod +x /y"
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS d
COPY rm.exe C:/Windows/
RUN rm x
FROM golang:1.24-windowsservercore-ltsc2022
SHELL ["cmd", "/S", "/C"]
RUN rm -rf x && cat y
COPY --from=a /x /x
COPY --from=b /x /x
COPY --from=c /x /x
COPY --from=d /x /x
