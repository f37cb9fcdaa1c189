FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
WORKDIR C:\app
ENV A="C:\new\app" B=C:\\new\\app C=C:/new/app
COPY my\ file.txt C:/app/
COPY ["a\\b.txt", "C:\\app\\b.txt"]
RUN C:\app\setup.exe C:\new\app
ENTRYPOINT ["C:\\app\\app.exe", "\n"]
CMD C:\app\run.exe
