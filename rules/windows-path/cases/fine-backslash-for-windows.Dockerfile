FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
RUN app -o C:/out
CMD ["bin\\server"]
