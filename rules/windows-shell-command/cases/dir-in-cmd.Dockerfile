FROM diamol/base
WORKDIR /app
COPY file.txt .
CMD echo ready && dir /B .
