FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN copy a C:\data\
  && dir
