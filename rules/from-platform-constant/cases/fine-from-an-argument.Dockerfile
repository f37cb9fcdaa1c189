ARG PLATFORM
FROM --platform=${PLATFORM} node:22-alpine
CMD ["node"]
