FROM debian:trixie
COPY build.env /b.env
RUN . /b.env && echo "$A"
