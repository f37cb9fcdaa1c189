FROM alpine:3.22
CMD ["sleep", 10]
COPY ["a", "b"] /c
