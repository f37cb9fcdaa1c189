FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN mkdir -p /x && chmod +x /y
RUN rm -rf C:\tmp
RUN ["touch", "C:/x"]
