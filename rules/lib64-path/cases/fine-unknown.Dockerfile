FROM registry.example.com/tools AS libs
FROM scratch
COPY --from=libs /usr/lib64/ /usr/lib64/
