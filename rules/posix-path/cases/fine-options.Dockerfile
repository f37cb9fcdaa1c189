FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
RUN dir /ad /b && del /s /q C:\\tmp && rd /s /q x
