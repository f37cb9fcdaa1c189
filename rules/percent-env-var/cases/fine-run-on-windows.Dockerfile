FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
ARG VERSION=1
RUN echo %VERSION% && echo %PATH%
