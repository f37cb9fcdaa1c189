FROM gcr.io/distroless/base-debian12
COPY app /app
RUN ["yum", "--version"]
RUN dnf install -y tzdata
