FROM diamol/base
WORKDIR /app
COPY . .
CMD exec ./start.sh --port 80
