FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
RUN mkdir C:\app && curl -o x.zip https://example.com/x.zip && tar -xf x.zip
RUN if exist C:\x (del C:\x) else (echo rm)
CMD ["touch.exe"]
