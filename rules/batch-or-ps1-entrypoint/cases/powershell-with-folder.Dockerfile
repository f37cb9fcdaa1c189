FROM openjdk:17
ENTRYPOINT ["powershell.exe", "-File", "run.ps1"]
