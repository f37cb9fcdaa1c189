FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["/bin/sh", "-c"]
RUN echo ready
