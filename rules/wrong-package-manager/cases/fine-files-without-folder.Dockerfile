FROM scratch
COPY . .
RUN apt-get update
