FROM --platform=$BUILDOS/$BUILDARCH nginx:alpine
CMD ["nginx"]
