FROM debian:trixie
COPY app.env /app/app.env
COPY notes /etc/profile.d/README
RUN test -f /app/app.env && cat ./app.env; cp . /app.env
