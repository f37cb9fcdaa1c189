FROM --plattform=linux/amd64 alpine:3.22
COPY --form=build /app /app
