FROM diamol/base
WORKDIR /app
CMD echo %PROCESSOR_ARCHITECTURE% && server
