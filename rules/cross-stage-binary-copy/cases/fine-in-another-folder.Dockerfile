# Nobody knows the folder, or it is another one.
FROM --platform=$BUILDPLATFORM python:3.12-bookworm AS wheels
ARG FOLDER
WORKDIR $FOLDER
RUN pip wheel numpy==2.1.3
FROM --platform=$BUILDPLATFORM golang:1.25 AS go
WORKDIR /src
WORKDIR cmd/app
RUN go build -o app .
FROM python:3.12-slim
COPY --from=wheels /wheels /wheels
COPY --from=go /src/app /bin/app
RUN pip install --no-index --find-links=/wheels numpy
